package vn.trangtien.platform.grants;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.Account;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.BrokenRuleException;
import vn.trangtien.platform.web.Notes;

/** What an administrator does on an account's page: it leads back there, with a note or with the rule that was broken. */
final class AccountDeeds {

    static final String VIEW = "platform/account";

    private final Accounts accounts;
    private final AccountPageModel views;

    AccountDeeds(Accounts accounts, AccountPageModel views) {
        this.accounts = accounts;
        this.views = views;
    }

    /** The account, or 404. */
    Account get(String id) {
        return accounts.get(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** @param note key of the message that the page shows when the deed is done */
    ModelAndView run(String id, String note, Locale locale, Model model, HttpServletResponse response, Runnable deed) {
        Account before = get(id);
        try {
            deed.run();
        } catch (BrokenRuleException broken) {
            model.addAttribute("broken", broken);
            views.one(before, locale, model);
            return new ModelAndView(VIEW, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notes.leave(response, note);
        return new ModelAndView("redirect:/admin/accounts/" + id);
    }
}
