package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.trangtien.ingest.deadletters.DeadLetter;
import vn.trangtien.ingest.deadletters.DeadLetters;
import vn.trangtien.ingest.deadletters.LetterConflict;
import vn.trangtien.ingest.deadletters.LetterFilter;
import vn.trangtien.ingest.deadletters.LetterState;
import vn.trangtien.ingest.deadletters.OriginalGone;
import vn.trangtien.ingest.deadletters.UnknownLetter;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** Dead letters in the browser: the list with what to do about each reason, one letter, and replays on their way. */
@Controller
@RequestMapping("/dead-letters")
class DeadLetterPages {

    /** What the list is narrowed to, as it is typed. */
    record Query(
            @Nullable String reason,
            @Nullable String gateway,
            @Nullable String state,
            @Nullable String from,
            @Nullable String to) {

        LetterFilter filter() {
            return LetterFilter.of(reason, gateway, state, from, to, null);
        }

        /** Only what is set, for addresses. */
        Map<String, String> set() {
            Map<String, String> set = new LinkedHashMap<>();
            put(set, "reason", reason);
            put(set, "gateway", gateway);
            put(set, "state", state);
            put(set, "from", from);
            put(set, "to", to);
            return set;
        }

        private static void put(Map<String, String> set, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                set.put(name, value);
            }
        }
    }

    private static final int PAGE = 50;

    private final DeadLetters letters;

    DeadLetterPages(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    String list(
            @ModelAttribute("query") Query query,
            @RequestParam(required = false) @Nullable Long before,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        LetterFilter filter;
        try {
            filter = query.filter();
        } catch (IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            filter = LetterFilter.ALL;
        }
        DeadLetters.Page page = letters.list(filter, before, PAGE);
        model.addAttribute("page", page);
        model.addAttribute("narrowed", query.set());
        model.addAttribute("open", letters.count(filter.inState(LetterState.OPEN)));
        model.addAttribute("states", LetterState.values());
        model.addAttribute("older", page.before() == null ? null : link(query, page.before()));
        model.addAttribute("newest", before == null ? null : link(query, null));
        model.addAttribute("exportLinks", Map.of("ndjson", export(query, "ndjson"), "zip", export(query, "zip")));
        summary(model, user);
        return "letters/list";
    }

    /** The part of the list that is asked for again every few seconds. */
    @GetMapping("/summary")
    String summaryPart(Model model, CurrentUser user) {
        summary(model, user);
        return "letters/parts :: overview";
    }

    @GetMapping("/{id}")
    String show(@PathVariable long id, Model model, CurrentUser user) {
        DeadLetter letter = letters.get(id);
        model.addAttribute("letter", letter);
        model.addAttribute("before", letters.before(letter).orElse(null));
        model.addAttribute("after", letters.after(letter).orElse(null));
        model.addAttribute("mayChange", mayChange(user));
        try {
            model.addAttribute("original", letters.content(id));
        } catch (OriginalGone gone) {
            model.addAttribute("original", null);
            model.addAttribute("contentTrouble", gone.getMessage());
        }
        return "letters/letter";
    }

    @PostMapping("/{id}/replay")
    String replay(@PathVariable long id, Model model, CurrentUser user, HttpServletResponse response) {
        try {
            letters.replay(id, user.id());
        } catch (OriginalGone | LetterConflict refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", refused.getMessage());
            return show(id, model, user);
        }
        Notes.leave(response, "letters.replayed");
        return "redirect:/dead-letters/" + id;
    }

    @PostMapping("/{id}/dismiss")
    String dismiss(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String why,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        try {
            letters.get(id);
            letters.dismiss(LetterFilter.of(null, null, null, null, null, List.of(id)), why, user.id());
        } catch (IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            return show(id, model, user);
        }
        Notes.leave(response, "letters.dismissed");
        return "redirect:/dead-letters/" + id;
    }

    /** @param scope {@code selected}: the ticked ones; {@code filter}: every open one that the list's filter finds */
    @PostMapping("/replays")
    String replayMany(
            @ModelAttribute("query") Query query,
            @RequestParam String scope,
            @RequestParam(required = false) @Nullable List<Long> ids,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        try {
            letters.replayAll(chosen(query, scope, ids), user.id());
        } catch (IllegalArgumentException refused) {
            return refused(refused, query, model, user, response);
        }
        Notes.leave(response, "letters.queued");
        return "redirect:" + link(query, null);
    }

    @PostMapping("/replays/{id}/stop")
    String stop(@PathVariable long id, CurrentUser user, HttpServletResponse response) {
        letters.stop(id, user.id());
        Notes.leave(response, "letters.stopped");
        return "redirect:/dead-letters";
    }

    @PostMapping("/dismissals")
    String dismissMany(
            @ModelAttribute("query") Query query,
            @RequestParam String scope,
            @RequestParam(required = false) @Nullable List<Long> ids,
            @RequestParam(defaultValue = "") String why,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        try {
            letters.dismiss(chosen(query, scope, ids), why, user.id());
        } catch (IllegalArgumentException refused) {
            return refused(refused, query, model, user, response);
        }
        Notes.leave(response, "letters.dismissed");
        return "redirect:" + link(query, null);
    }

    private String refused(
            IllegalArgumentException refused,
            Query query,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        String page = list(query, null, model, user, response);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("problem", refused.getMessage());
        return page;
    }

    private static LetterFilter chosen(Query query, String scope, @Nullable List<Long> ids) {
        if (scope.equals("filter")) {
            return query.filter();
        }
        if (ids == null || ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "hãy đánh dấu ít nhất một tin trong bảng / tick at least one message of the table");
        }
        return LetterFilter.of(null, null, null, null, null, ids);
    }

    private void summary(Model model, CurrentUser user) {
        model.addAttribute("counts", letters.counts());
        model.addAttribute("jobs", letters.jobs());
        model.addAttribute("mayChange", mayChange(user));
    }

    private static boolean mayChange(CurrentUser user) {
        return user.is(Role.TECHNICIAN) || user.is(Role.ADMIN);
    }

    private static String link(Query query, @Nullable Long before) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/dead-letters");
        if (before != null) {
            link.queryParam("before", before);
        }
        return with(link, query);
    }

    private static String export(Query query, String format) {
        return with(UriComponentsBuilder.fromPath("/api/dead-letters/export").queryParam("format", format), query);
    }

    private static String with(UriComponentsBuilder link, Query query) {
        query.set().keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(query.set()).toUriString();
    }

    @ExceptionHandler
    void unknown(UnknownLetter refused, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }
}
