package vn.trangtien.platform.grants;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Giving, ending and confirming the grants of one account. */
@Controller
@RequestMapping("/admin/accounts/{id}/grants")
class AccountGrantPages {

    private final Grants grants;
    private final AccountDeeds deeds;
    private final Clock clock;

    AccountGrantPages(Grants grants, AccountDeeds deeds, Clock clock) {
        this.grants = grants;
        this.deeds = deeds;
        this.clock = clock;
    }

    @PostMapping
    ModelAndView give(
            @PathVariable String id,
            @RequestParam Role role,
            @RequestParam String unitCode,
            @RequestParam Scope scope,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate validFrom,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate validTo,
            @RequestParam String legalBasis,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        LocalDate from = validFrom == null ? LocalDate.now(clock) : validFrom;
        var wish = new Grant.Wish(id, role, unitCode, scope, from, validTo, legalBasis);
        return deeds.run(id, "grant.given.note", locale, model, response, () -> grants.give(wish, user.id()));
    }

    @PostMapping("/{grant}/end")
    ModelAndView end(
            @PathVariable String id,
            @PathVariable long grant,
            @RequestParam String reason,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        return deeds.run(id, "grant.ended.note", locale, model, response, () -> grants.end(grant, reason, user.id()));
    }

    @PostMapping("/{grant}/confirm")
    ModelAndView confirm(
            @PathVariable String id,
            @PathVariable long grant,
            @RequestParam String legalBasis,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        return deeds.run(
                id,
                "grant.confirmed.note",
                locale,
                model,
                response,
                () -> grants.confirmAtSuccessor(grant, legalBasis, user.id()));
    }
}
