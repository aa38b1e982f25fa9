package vn.trangtien.city.screen;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Cameras: the list, one of them, and what they saw. What moves is read by the scripts of the pages. */
@Controller
@RequestMapping("/cameras")
class CameraPages {

    private static final int PER_PAGE = 24;
    private static final int RECENT = 8;

    /** On either side of an object, for what else passed then. */
    private static final Duration AROUND = Duration.ofMinutes(5);

    /** What is asked for, as it stands in the address; times are local. */
    record Filter(String camera, String label, String zone, String plate, String from, String to, String before) {

        public boolean isSet() {
            return !(camera + label + zone + plate + from + to).isEmpty();
        }
    }

    /** @param more where the next page begins; empty on the last */
    record Found(List<ObjectSeen> objects, String more) {}

    private final CameraRecords records;
    private final CameraStates states;
    private final Clock clock;

    CameraPages(CameraRecords records, CameraStates states, Clock clock) {
        this.records = records;
        this.states = states;
        this.clock = clock;
    }

    @ModelAttribute
    void common(Model model, Locale locale, Optional<CurrentUser> user) {
        model.addAttribute("texts", ScriptTexts.json(locale));
        model.addAttribute("words", new CameraWords(locale));
        model.addAttribute(
                "mayDraw",
                user.filter(person -> person.is(Role.TECHNICIAN) || person.is(Role.ADMIN))
                        .isPresent());
        model.addAttribute(
                "maySeeObjects", user.filter(CameraPages::maySeeObjects).isPresent());
    }

    @GetMapping
    @Nullable ModelAndView list(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            @RequestHeader(name = Freshness.HEADER, defaultValue = "false") boolean live,
            WebRequest request,
            Model model,
            Locale locale) {
        var wanted = new CameraList.Wanted(q.strip(), CameraList.STATES.contains(state) ? state : "", page);
        model.addAttribute("wanted", wanted);
        try {
            CameraStates.All all = states.all(locale);
            CameraList.Page shown = CameraList.page(all.lines(), wanted);
            if (live && request.checkNotModified(Freshness.tag(locale, wanted, shown, all.notes()))) {
                return null;
            }
            model.addAttribute("list", shown);
            model.addAttribute("notes", all.notes());
        } catch (IngestUnavailable away) {
            model.addAttribute("away", true);
            return new ModelAndView("city/cameras", model.asMap(), HttpStatus.SERVICE_UNAVAILABLE);
        }
        return new ModelAndView(live ? "city/camera-list :: list" : "city/cameras");
    }

    @GetMapping("/{account}/{gateway}/{camera}")
    @Nullable String camera(
            @PathVariable String account,
            @PathVariable String gateway,
            @PathVariable String camera,
            @RequestHeader(name = Freshness.HEADER, defaultValue = "false") boolean live,
            WebRequest request,
            Model model,
            Locale locale,
            Optional<CurrentUser> user) {
        String path = account + "/" + gateway + "/" + camera;
        if (user.filter(CameraPages::maySeeObjects).isPresent()) {
            List<ObjectSeen> recent = recent(path);
            if (live && request.checkNotModified(Freshness.tag(locale, recent))) {
                return null;
            }
            model.addAttribute("recent", recent);
            if (live) {
                return "city/camera-recent :: list";
            }
        }
        model.addAttribute("camera", camera);
        model.addAttribute("path", path);
        model.addAttribute("place", states.place(account, gateway));
        return "city/camera";
    }

    @GetMapping("/{account}/{gateway}/{camera}/draw")
    String draw(
            @PathVariable String account,
            @PathVariable String gateway,
            @PathVariable String camera,
            Model model,
            Locale locale) {
        model.addAttribute("camera", camera);
        model.addAttribute("path", account + "/" + gateway + "/" + camera);
        model.addAttribute("place", states.place(account, gateway));
        model.addAttribute("labelChoice", ScriptTexts.labels(locale));
        return "city/camera-draw";
    }

    @GetMapping("/objects")
    @Nullable ModelAndView objects(
            @RequestParam(defaultValue = "") String camera,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String plate,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before,
            @RequestHeader(name = Freshness.HEADER, defaultValue = "false") boolean live,
            WebRequest request,
            Model model,
            Locale locale) {
        var filter = new Filter(camera.strip(), label.strip(), zone.strip(), plate.strip(), from, to, before);
        model.addAttribute("filter", filter);
        model.addAttribute("labels", new CameraWords(locale).labels());
        try {
            Found found = found(filter);
            if (live && request.checkNotModified(Freshness.tag(locale, filter, found))) {
                return null;
            }
            model.addAttribute("found", found);
            if (live) {
                return new ModelAndView("city/camera-object-list :: list");
            }
            model.addAttribute("cameras", states.paths());
        } catch (IngestUnavailable away) {
            model.addAttribute("away", true);
            return new ModelAndView("city/camera-objects", model.asMap(), HttpStatus.SERVICE_UNAVAILABLE);
        } catch (DateTimeException malformed) {
            model.addAttribute("malformed", true);
            return new ModelAndView("city/camera-objects", model.asMap(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return new ModelAndView("city/camera-objects");
    }

    @GetMapping("/objects/{account}/{gateway}/{object}")
    String object(
            @PathVariable String account,
            @PathVariable String gateway,
            @PathVariable String object,
            Model model,
            HttpServletResponse response)
            throws IngestUnavailable, IOException {
        Optional<CameraRecords.Seen> seen = records.object(account, gateway, object);
        if (seen.isEmpty()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return "city/camera-object";
        }
        ObjectSeen told = seen.get().seen();
        List<CameraRecords.Media> media = seen.get().media();
        model.addAttribute("seen", told);
        model.addAttribute("place", states.place(account, gateway));
        model.addAttribute(
                "best",
                media.stream().filter(CameraPages::isPicture).findFirst().orElse(null));
        model.addAttribute(
                "films", media.stream().filter(CameraRecords.Media::isFilm).toList());
        model.addAttribute(
                "clear", media.stream().filter(each -> !each.isMasked()).toList());
        model.addAttribute("aroundFrom", localText(told.startedAt().minus(AROUND)));
        model.addAttribute("aroundTo", localText(told.at().plus(AROUND)));
        model.addAttribute("seconds", ChronoUnit.SECONDS.between(told.startedAt(), told.at()));
        return "city/camera-object";
    }

    @ExceptionHandler
    void away(IngestUnavailable away, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }

    private static boolean isPicture(CameraRecords.Media media) {
        return media.isMasked() && !media.isFilm();
    }

    private static boolean maySeeObjects(CurrentUser person) {
        return person.is(Role.OPERATOR) || person.is(Role.ADMIN);
    }

    /** The newest objects of a camera; none while the ingest is away, which the page says elsewhere. */
    private List<ObjectSeen> recent(String path) {
        Instant now = clock.instant();
        try {
            return records.objects(new CameraRecords.Wanted(
                    path, "", "", "", now.minus(1, ChronoUnit.DAYS), now.plus(1, ChronoUnit.HOURS), "", RECENT));
        } catch (IngestUnavailable away) {
            return List.of();
        }
    }

    private Found found(Filter filter) throws IngestUnavailable {
        Instant now = clock.instant();
        Instant from = local(filter.from(), now.minus(1, ChronoUnit.DAYS));
        Instant to = local(filter.to(), now.plus(1, ChronoUnit.HOURS));
        String[] mark = filter.before().split(",", 2);
        Instant page = filter.before().isEmpty() ? to : Instant.parse(mark[0]);
        boolean later = page.isBefore(to);
        List<ObjectSeen> all = records.objects(new CameraRecords.Wanted(
                filter.camera(),
                filter.label(),
                filter.zone(),
                filter.plate(),
                from,
                later ? page : to,
                later && mark.length > 1 ? mark[1] : "",
                PER_PAGE + 1));
        List<ObjectSeen> shown = all.subList(0, Math.min(PER_PAGE, all.size()));
        return new Found(shown, all.size() > PER_PAGE ? mark(shown.get(shown.size() - 1)) : "");
    }

    /** Where the page after this object begins: its time, and its name for those that began at the same time. */
    private static String mark(ObjectSeen last) {
        return last.startedAt() + "," + last.account() + "/" + last.gateway() + "/" + last.id();
    }

    private String localText(Instant at) {
        return LocalDateTime.ofInstant(at, clock.getZone())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /** {@code 2026-11-23T07:30}, as {@code <input type=datetime-local>} sends it. */
    private Instant local(@Nullable String text, Instant otherwise) {
        return text == null || text.isEmpty()
                ? otherwise
                : LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
    }
}
