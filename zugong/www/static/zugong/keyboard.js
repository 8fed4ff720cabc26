/* 键盘：/ 到查找，Ctrl+S 提交当前表单，Esc 关上浮出的一栏，打印按钮。没有脚本时各页照常可用。 */
(function () {
  'use strict';

  function isTyping() {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  }

  function search(event) {
    var box = document.getElementById('q');
    if (!box || isTyping()) { return; }
    event.preventDefault();
    box.focus();
  }

  function save(event) {
    var form = document.activeElement.form || document.querySelector('main form[method=post]');
    if (!form || form.method !== 'post') { return; }
    event.preventDefault();
    if (form.requestSubmit) { form.requestSubmit(); } else { form.submit(); }
  }

  /* 先关正在用的那一栏，焦点回到打开它的地方；[data-close] 是一栏里的「关闭」 */
  function close() {
    var open = document.activeElement.closest('details.zg-drop[open]') || document.querySelector('details.zg-drop[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
      return;
    }
    var button = document.querySelector('main [data-close]');
    if (button) { button.click(); }
  }

  document.addEventListener('keydown', function (event) {
    if (event.isComposing) { return; }
    if (event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey) { search(event); }
    if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey)) { save(event); }
    if (event.key === 'Escape') { close(); }
  });

  document.querySelectorAll('[data-print]').forEach(function (button) { button.hidden = false; });
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-print]')) { window.print(); }
  });
})();
