package vn.trangtien.egov.cases;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.text.VietnameseText;
import vn.trangtien.platform.web.Notes;

/** The officials' pages: the list of their unit and one case with the form that ends it. */
@Controller
class CasePages {

    /** What an official says when the work is done. */
    record CloseForm(
            @NotBlank(message = "{case.close.result.required}") @Size(max = 2000, message = "{case.close.result.long}") String result) {}

    private static final String CASE = "egov/case";

    private final Cases cases;
    private final CaseList list;
    private final CaseRights rights;
    private final CasePageModel views;
    private final Clock clock;

    CasePages(Cases cases, CaseList list, CaseRights rights, CasePageModel views, Clock clock) {
        this.cases = cases;
        this.list = list;
        this.rights = rights;
        this.views = views;
        this.clock = clock;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/cases";
    }

    @GetMapping("/cases")
    String list(
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "0") int page,
            CurrentUser user,
            Locale locale,
            Model model) {
        CaseFilter filter = CaseFilter.of(show);
        Set<String> units = rights.listedUnits(user);
        Map<CaseFilter, Long> counts = list.counts(units);
        int shown = Math.max(0, page);
        List<CasePageModel.Row> rows = list.find(filter, units, shown).stream()
                .map(file -> views.row(file, locale))
                .toList();
        long total = counts.getOrDefault(filter, 0L);
        model.addAttribute("filter", filter);
        model.addAttribute("counts", counts);
        model.addAttribute("rows", rows);
        model.addAttribute("scope", views.scope(user, locale));
        model.addAttribute("page", shown);
        model.addAttribute("more", (shown + 1L) * CaseList.PAGE < total);
        return "egov/cases";
    }

    @GetMapping("/cases/{*number}")
    String show(@PathVariable String number, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("form", new CloseForm(""));
        return page(get(number), user, locale, model);
    }

    /** Ends the case: 403 for officials of other units, 409 if somebody else was faster, 422 with the form's errors. */
    @PostMapping("/cases/{*number}")
    ModelAndView close(
            @PathVariable String number,
            @Valid @ModelAttribute("form") CloseForm form,
            BindingResult binding,
            CurrentUser user,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Case file = get(number);
        if (!rights.mayClose(user, file)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (binding.hasErrors()) {
            String view = page(file, user, locale, model);
            return new ModelAndView(view, model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        cases.change(file.number(), open -> {
            if (open.state() == CaseState.CLOSED) {
                throw new ResponseStatusException(HttpStatus.CONFLICT);
            }
            open.close(user.id(), VietnameseText.nfc(form.result().strip()), clock.instant(), clock.getZone());
        });
        Notes.leave(response, "case.closed.note");
        return new ModelAndView("redirect:" + views.path(file));
    }

    private String page(Case file, CurrentUser user, Locale locale, Model model) {
        model.addAttribute("file", views.page(file, locale));
        model.addAttribute("mayClose", file.state() == CaseState.OPEN && rights.mayClose(user, file));
        return CASE;
    }

    private Case get(String path) {
        String number = VietnameseText.nfc(path.substring(1));
        return cases.find(number).orElseThrow(() -> new NoSuchCaseException(number));
    }
}
