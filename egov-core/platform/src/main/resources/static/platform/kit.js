/* What the pages need from JavaScript: the CSRF token on htmx requests, toasts that leave, menus that close. */
(function () {
  'use strict';

  document.addEventListener('htmx:configRequest', function (event) {
    var token = document.querySelector('meta[name="csrf-token"]');
    if (token && token.content) {
      event.detail.headers['X-XSRF-TOKEN'] = token.content;
    }
  });

  function leaveLater(toast) {
    window.setTimeout(function () {
      toast.classList.add('leaving');
      window.setTimeout(function () { toast.remove(); }, 400);
    }, 8000);
  }

  /** Shows a short message that screen readers announce. level: ok, low, medium, high, critical. */
  window.trangtien = {
    toast: function (text, level) {
      var toast = document.createElement('div');
      toast.className = 'toast ' + (level || '');
      toast.textContent = text;
      document.getElementById('toasts').append(toast);
      leaveLater(toast);
    }
  };

  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('#toasts .toast').forEach(leaveLater);
  });

  document.addEventListener('click', function (event) {
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      document.querySelectorAll('details.menu[open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
    }
  });
})();
