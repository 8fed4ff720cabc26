/* 选本页：一格勾选全页各行。没有脚本时不出现，逐行勾选照常可用。 */
(function () {
  'use strict';
  document.querySelectorAll('[data-choose-all]').forEach(function (all) {
    all.hidden = false;
    all.parentNode.querySelector('[data-choose-all-label]').hidden = false;
    all.addEventListener('change', function () {
      document.querySelectorAll('input[name="pk"][form="' + all.dataset.chooseAll + '"]').forEach(function (box) {
        box.checked = all.checked;
      });
    });
  });
})();
