/* The button that prints is there only where it works. */
document.addEventListener('DOMContentLoaded', function () {
  'use strict';
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
});
