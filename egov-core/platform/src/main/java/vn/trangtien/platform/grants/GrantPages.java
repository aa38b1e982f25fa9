package vn.trangtien.platform.grants;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All grants by unit, those that wait for a confirmation, and what each role allows. */
@Controller
@RequestMapping("/admin/grants")
class GrantPages {

    private final Grants grants;
    private final AccountPageModel views;

    GrantPages(Grants grants, AccountPageModel views) {
        this.grants = grants;
        this.views = views;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "false") boolean waiting,
            Locale locale,
            Model model) {
        Optional<String> wanted = Optional.of(unit).filter(code -> !code.isBlank());
        model.addAttribute("rows", views.rows(waiting ? grants.waiting() : grants.current(wanted), locale));
        model.addAttribute("waiting", waiting);
        model.addAttribute("waitingCount", grants.waiting().size());
        model.addAttribute("unit", unit);
        views.choices(locale, model);
        return "platform/grants";
    }
}
