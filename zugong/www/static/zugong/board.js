/* 看板：点一格，在右边换上说明；关闭后焦点回到那一格。没有脚本时，每一格是通到整页说明的链接。 */
(function () {
  'use strict';
  var asked = null, before = null;

  function panel() { return document.getElementById('why'); }

  function mark(link) {
    var old = document.querySelector('[data-board] a[aria-current]');
    if (old) { old.removeAttribute('aria-current'); old.closest('tr').classList.remove('is-here'); }
    if (link) { link.setAttribute('aria-current', 'true'); link.closest('tr').classList.add('is-here'); }
  }

  function isPlain(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  }

  function open(event, link) {
    event.preventDefault();
    if (!before) { before = panel().outerHTML; }
    asked = link;
    mark(link);
    window.htmx.ajax('GET', link.href, { target: '#why', swap: 'outerHTML' });
  }

  function close(event) {
    event.preventDefault();
    panel().outerHTML = before;
    before = null;
    mark(null);
    asked.focus();
  }

  document.addEventListener('click', function (event) {
    if (!window.htmx || !panel() || !isPlain(event)) { return; }
    var link = event.target.closest('[data-board] a[href*="/compliance/why/"]');
    if (link) { open(event, link); }
    if (before && event.target.closest('#why [data-close]')) { close(event); }
  });
})();
