package vn.trangtien.city.screen;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.city.alarm.AlarmActions;
import vn.trangtien.city.alarm.Alarms;
import vn.trangtien.city.alarm.CaseDeskUnavailable;
import vn.trangtien.city.alarm.NoSuchAlarm;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.web.Notes;

/**
 * The alarm list and one alarm. The list is a page of its own, for a phone and for a browser without scripts, and the
 * fragment that the operations screen swaps in when htmx asks.
 */
@Controller
@RequestMapping("/alarms")
class AlarmPages {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmPages.class);
    private static final String HTMX = "HX-Request";

    private final Alarms alarms;
    private final AlarmActions actions;

    AlarmPages(Alarms alarms, AlarmActions actions) {
        this.alarms = alarms;
        this.actions = actions;
    }

    @GetMapping
    @Nullable ModelAndView list(
            @RequestHeader(name = HTMX, defaultValue = "false") boolean htmx,
            @RequestHeader(name = Freshness.HEADER, defaultValue = "false") boolean live,
            WebRequest request,
            Model model,
            Locale locale) {
        if (live && request.checkNotModified(Freshness.tag(locale, alarms.list(locale)))) {
            return null;
        }
        return listing(htmx || live, model, locale, HttpStatus.OK, null);
    }

    @GetMapping("/{id}")
    String alarm(@PathVariable UUID id, Model model, Locale locale) {
        model.addAttribute("alarm", alarms.get(id, locale));
        model.addAttribute("history", alarms.history(id));
        return "city/alarm";
    }

    @PostMapping("/{id}/acknowledge")
    ModelAndView acknowledge(
            @PathVariable UUID id,
            @RequestParam(required = false) @Size(max = 500) @Nullable String note,
            @RequestParam(required = false) @Nullable Integer level,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean htmx,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        String text = note == null || note.isBlank() ? null : Normalizer.normalize(note.strip(), Normalizer.Form.NFC);
        AlarmActions.Outcome outcome = actions.acknowledge(id, user, text, level);
        if (outcome == AlarmActions.Outcome.GRAVER_THAN_SEEN) {
            return listing(htmx, model, locale, HttpStatus.CONFLICT, "alarm.graver-than-seen");
        }
        return done(htmx, response, model, locale, "alarm.acknowledged");
    }

    @PostMapping("/{id}/case")
    ModelAndView openCase(
            @PathVariable UUID id,
            @RequestHeader(name = HTMX, defaultValue = "false") boolean htmx,
            CurrentUser user,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        try {
            actions.openCase(id, user);
        } catch (CaseDeskUnavailable e) {
            LOG.warn("alarm={} case=not-opened refused={} reason={}", id, e.isRefused(), e.getMessage());
            return listing(
                    htmx,
                    model,
                    locale,
                    e.isRefused() ? HttpStatus.BAD_GATEWAY : HttpStatus.SERVICE_UNAVAILABLE,
                    e.isRefused() ? "alarm.case-refused" : "alarm.case-unavailable");
        }
        return done(htmx, response, model, locale, "alarm.case-opened");
    }

    @ExceptionHandler
    void unknown(NoSuchAlarm unknown, HttpServletResponse response) throws IOException {
        LOG.debug("{}", unknown.getMessage());
        response.sendError(HttpStatus.NOT_FOUND.value());
    }

    private ModelAndView done(
            boolean htmx, HttpServletResponse response, Model model, Locale locale, String messageKey) {
        if (htmx) {
            return listing(true, model, locale, HttpStatus.OK, null);
        }
        Notes.leave(response, messageKey);
        return new ModelAndView("redirect:/alarms");
    }

    /** @param problem key of what went wrong; htmx swaps in only what comes with 200 */
    private ModelAndView listing(
            boolean htmx, Model model, Locale locale, HttpStatus status, @Nullable String problem) {
        model.addAttribute("list", alarms.list(locale));
        model.addAttribute("problem", problem);
        if (!htmx) {
            model.addAttribute("texts", ScriptTexts.json(locale));
        }
        return htmx
                ? new ModelAndView("city/alarm-list :: list", model.asMap(), HttpStatus.OK)
                : new ModelAndView("city/alarms", model.asMap(), status);
    }
}
