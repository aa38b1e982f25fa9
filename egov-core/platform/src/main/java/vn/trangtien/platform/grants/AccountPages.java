package vn.trangtien.platform.grants;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.Account;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.BrokenRuleException;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;
import vn.trangtien.platform.web.Notes;

/** Accounts for administrators: the list, and one account with what can be changed about it. */
@Controller
@RequestMapping("/admin/accounts")
class AccountPages {

    private static final String LIST = "platform/accounts";

    /** An account as a form sends it. */
    record Form(
            @Nullable String id,
            String displayName,
            @Nullable Set<Role> roles,
            @Nullable String unitCode) {

        Form {
            id = id == null ? "" : id.strip();
            roles = roles == null ? Set.of() : Set.copyOf(roles);
            unitCode = unitCode == null || unitCode.isBlank() ? null : unitCode.strip();
        }
    }

    private final Accounts accounts;
    private final SignInCodes codes;
    private final AccountPageModel views;
    private final AccountDeeds deeds;

    AccountPages(Accounts accounts, SignInCodes codes, AccountPageModel views, AccountDeeds deeds) {
        this.accounts = accounts;
        this.codes = codes;
        this.views = views;
        this.deeds = deeds;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Locale locale, Model model) {
        views.list(q, locale, model);
        return LIST;
    }

    @PostMapping
    ModelAndView create(Form form, CurrentUser user, Locale locale, Model model, HttpServletResponse response) {
        try {
            accounts.create(id(form), form.displayName(), roles(form), form.unitCode(), user.id());
        } catch (BrokenRuleException broken) {
            model.addAttribute("broken", broken);
            model.addAttribute("given", form);
            views.list("", locale, model);
            return new ModelAndView(LIST, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notes.leave(response, "account.created.note");
        return new ModelAndView("redirect:/admin/accounts/" + id(form));
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Locale locale, Model model) {
        views.one(deeds.get(id), locale, model);
        return AccountDeeds.VIEW;
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable String id,
            Form form,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        return deeds.run(
                id,
                "account.changed.note",
                locale,
                model,
                response,
                () -> accounts.change(id, form.displayName(), roles(form), form.unitCode(), user.id()));
    }

    @PostMapping("/{id}/enabled")
    ModelAndView enable(
            @PathVariable String id,
            @RequestParam boolean enabled,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        return deeds.run(
                id,
                enabled ? "account.enabled.note" : "account.disabled.note",
                locale,
                model,
                response,
                () -> accounts.enable(id, enabled, user.id()));
    }

    /** The code stands on this one page and nowhere else, so it is the answer itself and no redirect. */
    @PostMapping("/{id}/code")
    String code(@PathVariable String id, CurrentUser user, Locale locale, Model model, HttpServletResponse response) {
        Account account = deeds.get(id);
        if (account.enabled()) {
            model.addAttribute("code", codes.issue(id, user.id()));
        } else {
            model.addAttribute("broken", new BrokenRuleException("enabled", "account.is-disabled", id));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        views.one(account, locale, model);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return AccountDeeds.VIEW;
    }

    private static String id(Form form) {
        return form.id() == null ? "" : form.id();
    }

    private static Set<Role> roles(Form form) {
        return form.roles() == null ? Set.of() : form.roles();
    }
}
