package vn.trangtien.ingest.twin;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.identity.CurrentUser;

/** The twin over HTTP; see docs/fleet.md. */
@RestController
@RequestMapping("/api/fleet/gateways/{account}/{gateway}/twin")
class TwinController {

    record Wanted(
            @Nullable String yaml,
            @Nullable String comment,
            @Nullable Long expectedVersion,
            @Nullable Boolean push) {}

    record Pushed(@Nullable Boolean force) {}

    private final Twins twins;

    TwinController(Twins twins) {
        this.twins = twins;
    }

    @GetMapping
    Twin get(@PathVariable String account, @PathVariable String gateway) {
        return twins.get(new GatewayId(account, gateway));
    }

    @PutMapping
    Twin want(
            @PathVariable String account, @PathVariable String gateway, @RequestBody Wanted wanted, CurrentUser user) {
        Long expected = wanted.expectedVersion();
        return twins.want(
                new GatewayId(account, gateway),
                wanted.yaml() == null ? "" : wanted.yaml(),
                wanted.comment() == null ? "" : wanted.comment(),
                expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
                Boolean.TRUE.equals(wanted.push()),
                user.id());
    }

    @PostMapping("/push")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Twin push(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestBody(required = false) @Nullable Pushed pushed,
            CurrentUser user) {
        boolean force = pushed != null && Boolean.TRUE.equals(pushed.force());
        return twins.push(new GatewayId(account, gateway), force, user.id());
    }

    @PostMapping("/adopt")
    CompletableFuture<Twin> adopt(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        return twins.adopt(new GatewayId(account, gateway), user.id());
    }

    @GetMapping("/versions")
    List<Twin.Headline> versions(@PathVariable String account, @PathVariable String gateway) {
        return twins.versions(new GatewayId(account, gateway));
    }

    @GetMapping("/versions/{version}")
    Twin.Desired version(@PathVariable String account, @PathVariable String gateway, @PathVariable long version) {
        return twins.version(new GatewayId(account, gateway), version)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "gateway '%s' has no desired version %d".formatted(gateway, version)));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownGateway refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail conflict(TwinConflict refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail away(GatewayAway refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }
}
