package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.fleet.FleetFilter;
import vn.trangtien.ingest.releases.ReleaseRefused;
import vn.trangtien.ingest.releases.Releases;
import vn.trangtien.ingest.rollout.RolloutConflict;
import vn.trangtien.ingest.rollout.RolloutReader;
import vn.trangtien.ingest.rollout.RolloutView;
import vn.trangtien.ingest.rollout.Rollouts;
import vn.trangtien.ingest.rollout.UnknownRollout;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** Rollouts and releases in the browser; administrators begin and decide, others look. */
@Controller
@RequestMapping("/fleet")
class RolloutPages {

    /** What is typed; numbers are minutes and percent. */
    record Form(
            @Nullable String name,
            @Nullable String mode,
            @Nullable String template,
            @Nullable String release,
            @Nullable String q,
            @Nullable String account,
            @Nullable String kind,
            @Nullable String software,
            @Nullable String rings,
            @Nullable Long soak,
            @Nullable Long patience,
            @Nullable Long share) {

        static final Form EMPTY = new Form("", "MERGE", "", "", "", "", "", "", "1, 10, 100", 15L, 30L, 95L);

        RolloutView.Order order() {
            boolean isRelease = "RELEASE".equals(mode);
            return new RolloutView.Order(
                    name,
                    isRelease ? "RELEASE" : "CONFIGURATION",
                    mode,
                    template,
                    release,
                    new FleetFilter(q, account, null, kind, software, null, null, null),
                    shares(),
                    soak == null ? null : soak * 60,
                    patience == null ? null : patience * 60,
                    null,
                    share == null ? null : share / 100.0);
        }

        private List<Integer> shares() {
            String text = rings == null ? "" : rings.replace("%", "").strip();
            try {
                return Arrays.stream(text.split("[\\s,;]+"))
                        .map(Integer::valueOf)
                        .toList();
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "rings must be whole numbers like 1, 10, 100, but were '%s'".formatted(text), e);
            }
        }
    }

    private static final int PAGE = 100;

    private final Rollouts rollouts;
    private final RolloutReader reader;
    private final Releases releases;

    RolloutPages(Rollouts rollouts, RolloutReader reader, Releases releases) {
        this.rollouts = rollouts;
        this.reader = reader;
        this.releases = releases;
    }

    @GetMapping("/rollouts")
    String rollouts(Model model, CurrentUser user) {
        return rollouts(Form.EMPTY, model, user);
    }

    @PostMapping("/rollouts")
    String begin(@ModelAttribute Form form, Model model, CurrentUser user, HttpServletResponse response) {
        try {
            RolloutView begun = rollouts.begin(form.order(), user.id());
            Notes.leave(response, "rollouts.begun");
            return "redirect:/fleet/rollouts/" + begun.id();
        } catch (IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            return rollouts(form, model, user);
        }
    }

    @GetMapping("/rollouts/{id}")
    String rollout(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int page,
            Model model,
            CurrentUser user) {
        model.addAttribute("rollout", reader.get(id));
        model.addAttribute("state", state);
        model.addAttribute("targets", reader.targets(id, state, Math.max(0, page), PAGE));
        model.addAttribute("history", reader.history(id));
        model.addAttribute("isAdmin", user.is(Role.ADMIN));
        return "fleet/rollout";
    }

    @PostMapping("/rollouts/{id}/{deed}")
    String decide(
            @PathVariable long id,
            @PathVariable String deed,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        try {
            switch (deed) {
                case "pause" -> rollouts.pause(id, user.id());
                case "resume" -> rollouts.resume(id, user.id());
                case "abort" -> rollouts.abort(id, user.id());
                case "rollback" -> rollouts.rollBack(id, user.id());
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        } catch (RolloutConflict refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("problem", refused.getMessage());
            return rollout(id, "", 0, model, user);
        }
        Notes.leave(response, "rollouts.decided");
        return "redirect:/fleet/rollouts/" + id;
    }

    @GetMapping("/releases")
    String releases(Model model, CurrentUser user) {
        model.addAttribute("releases", releases.all());
        model.addAttribute("isAdmin", user.is(Role.ADMIN));
        return "fleet/releases";
    }

    @PostMapping("/releases")
    String add(
            @RequestParam("file") MultipartFile file,
            @RequestParam(defaultValue = "") String notes,
            Model model,
            CurrentUser user,
            HttpServletResponse response)
            throws IOException {
        try (var in = file.getInputStream()) {
            releases.add(in, notes, user.id());
        } catch (ReleaseRefused | IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            return releases(model, user);
        }
        Notes.leave(response, "releases.added");
        return "redirect:/fleet/releases";
    }

    private String rollouts(Form form, Model model, CurrentUser user) {
        model.addAttribute("form", form);
        model.addAttribute("rollouts", reader.all());
        model.addAttribute("releases", releases.all());
        model.addAttribute("isAdmin", user.is(Role.ADMIN));
        return "fleet/rollouts";
    }

    @ExceptionHandler
    void unknown(UnknownRollout refused, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }
}
