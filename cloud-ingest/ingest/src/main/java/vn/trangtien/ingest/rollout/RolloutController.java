package vn.trangtien.ingest.rollout;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.platform.identity.CurrentUser;

/** Rollouts over HTTP; see docs/fleet.md. */
@RestController
@RequestMapping("/api/fleet/rollouts")
class RolloutController {

    private final Rollouts rollouts;
    private final RolloutReader reader;

    RolloutController(Rollouts rollouts, RolloutReader reader) {
        this.rollouts = rollouts;
        this.reader = reader;
    }

    @GetMapping
    List<RolloutView> all() {
        return reader.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RolloutView begin(@RequestBody RolloutView.Order order, CurrentUser user) {
        return rollouts.begin(order, user.id());
    }

    @GetMapping("/{id}")
    RolloutView get(@PathVariable long id) {
        return reader.get(id);
    }

    @GetMapping("/{id}/targets")
    RolloutView.TargetPage targets(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        return reader.targets(id, state, page, size);
    }

    @GetMapping("/{id}/history")
    List<RolloutView.LineView> history(@PathVariable long id) {
        return reader.history(id);
    }

    @PostMapping("/{id}/pause")
    RolloutView pause(@PathVariable long id, CurrentUser user) {
        return rollouts.pause(id, user.id());
    }

    @PostMapping("/{id}/resume")
    RolloutView resume(@PathVariable long id, CurrentUser user) {
        return rollouts.resume(id, user.id());
    }

    @PostMapping("/{id}/abort")
    RolloutView abort(@PathVariable long id, CurrentUser user) {
        return rollouts.abort(id, user.id());
    }

    @PostMapping("/{id}/rollback")
    RolloutView rollBack(@PathVariable long id, CurrentUser user) {
        return rollouts.rollBack(id, user.id());
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownRollout refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail conflict(RolloutConflict refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
