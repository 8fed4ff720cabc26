"""The script of the page: a filter, and opening the blocks for print. The page is complete without it."""

from __future__ import annotations


PRINT_LIMIT = 2000
"""Rows opened for print at most; further blocks print their head line only."""

SCRIPT = (
    """
(function () {
  var form = document.getElementById("filter");
  var box = document.getElementById("filter-text");
  var outcome = document.getElementById("filter-outcome");
  var said = document.getElementById("filter-said");
  var blocks = Array.prototype.slice.call(document.querySelectorAll("details.zg-rule"));
  var touched = [];
  function rowsOf(block) { return Array.prototype.slice.call(block.querySelectorAll("tbody tr")); }
  function apply() {
    var words = box.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
    var active = words.length > 0 || outcome.value !== "";
    var found = 0;
    blocks.forEach(function (block) {
      var head = block.querySelector("summary h3").textContent.toLowerCase();
      var hits = 0;
      rowsOf(block).forEach(function (row) {
        var text = head + " " + row.textContent.toLowerCase();
        var hit = (outcome.value === "" || row.dataset.outcome === outcome.value) &&
          words.every(function (word) { return text.indexOf(word) >= 0; });
        row.hidden = !hit;
        if (hit) { hits += 1; }
      });
      block.hidden = active && hits === 0;
      if (active && hits > 0 && !block.open) { block.open = true; touched.push(block); }
      found += hits;
    });
    if (!active) { touched.forEach(function (block) { block.open = false; }); touched = []; }
    Array.prototype.forEach.call(document.querySelectorAll("section.zg-topic"), function (panel) {
      panel.hidden = active && !panel.querySelector("details.zg-rule:not([hidden])");
    });
    said.textContent = active ? "找到 " + found + " 行（只在本页所列的行中查找）" : "";
  }
  function openTarget() {
    var block = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (block && block.tagName === "DETAILS") { block.open = true; }
  }
  if (form) {
    form.hidden = false;
    box.addEventListener("input", apply);
    outcome.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
  var opened = [];
  window.addEventListener("beforeprint", function () {
    var left = """
    + str(PRINT_LIMIT)
    + """;
    blocks.forEach(function (block) {
      left -= rowsOf(block).length;
      if (!block.open && left >= 0) { block.open = true; opened.push(block); }
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (block) { block.open = false; });
    opened = [];
  });
})();
"""
)
