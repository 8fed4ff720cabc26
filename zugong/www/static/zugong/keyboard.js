/* 键盘：/ 到查找，Esc 关闭浮出的一栏，Ctrl+S 提交当前表单。没有脚本时各页照常可用。 */
(function () {
  'use strict';
  function typing() { return /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName); }
  document.addEventListener('keydown', function (event) {
    if (event.key === '/' && !typing()) {
      var search = document.getElementById('q');
      if (search) { event.preventDefault(); search.focus(); }
    }
    if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
      var form = document.activeElement.form || document.querySelector('main form[method=post]');
      if (form) { event.preventDefault(); form.requestSubmit ? form.requestSubmit() : form.submit(); }
    }
  });
})();
