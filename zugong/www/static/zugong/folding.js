/* 窄屏：查询条件先收起，结果在前；已经设了条件的在标题里说明。没有脚本时照常展开。标了 data-open 的不收。 */
(function () {
  'use strict';
  if (!window.matchMedia('(max-width:767px)').matches) { return; }

  function isSet(field) {
    return field.name && field.type !== 'hidden' && new URLSearchParams(location.search).get(field.name);
  }

  document.querySelectorAll('form.zg-query:not([data-open])').forEach(function (form) {
    var fold = document.createElement('details');
    var title = document.createElement('summary');
    var set = Array.from(form.elements).filter(isSet).length;
    fold.className = 'zg-fold';
    title.className = 'btn';
    title.textContent = set ? '查询条件（已设 ' + set + ' 项）' : '查询条件';
    form.before(fold);
    fold.append(title, form);
  });
})();
