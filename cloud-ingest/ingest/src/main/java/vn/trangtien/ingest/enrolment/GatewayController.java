package vn.trangtien.ingest.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayExists;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.identity.CurrentUser;

/** The registry over HTTP, for other services and scripts. */
@RestController
@RequestMapping("/api/gateways")
class GatewayController {

    record NewGatewayRequest(
            @Nullable String account,
            @Nullable String gateway,
            @Nullable String name,
            @Nullable String kind,
            @Nullable Double lat,
            @Nullable Double lon) {

        NewGateway checked() {
            return new NewGateway(new GatewayId(given(account), given(gateway)), given(name), given(kind), lat, lon);
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    record Created(String account, String gateway, String code, Instant expiresAt) {

        static Created of(GatewayId id, Enrolment.Code code) {
            return new Created(id.account(), id.gateway(), code.text(), code.expiresAt());
        }
    }

    record GatewayView(
            String account,
            String gateway,
            String name,
            @Nullable Double lat,
            @Nullable Double lon,
            String kind,
            boolean active,
            String state,
            Instant since,
            @Nullable Instant lastMessageAt,
            Map<String, String> facts) {

        static GatewayView of(Gateway gateway) {
            return new GatewayView(
                    gateway.id().account(),
                    gateway.id().gateway(),
                    gateway.name(),
                    gateway.lat(),
                    gateway.lon(),
                    gateway.kind(),
                    gateway.active(),
                    gateway.state().name(),
                    gateway.since(),
                    gateway.lastMessageAt(),
                    gateway.facts());
        }
    }

    private final Registry registry;
    private final GatewayAdministration administration;

    GatewayController(Registry registry, GatewayAdministration administration) {
        this.registry = registry;
        this.administration = administration;
    }

    @GetMapping
    List<GatewayView> all() {
        return registry.all().stream().map(GatewayView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Created create(@RequestBody NewGatewayRequest request, CurrentUser user) {
        NewGateway gateway = request.checked();
        return Created.of(gateway.id(), administration.register(gateway, user.id()));
    }

    /** A new one-time code for an existing gateway, for a new device or a lost key. */
    @PostMapping("/{account}/{gateway}/codes")
    @ResponseStatus(HttpStatus.CREATED)
    Created newCode(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        var id = new GatewayId(account, gateway);
        return Created.of(id, administration.newCode(id, user.id()));
    }

    /** Ends the gateway's connection and refuses new ones. */
    @PostMapping("/{account}/{gateway}/deactivate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        administration.deactivate(new GatewayId(account, gateway), user.id());
    }

    @PostMapping("/{account}/{gateway}/activate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        administration.activate(new GatewayId(account, gateway), user.id());
    }

    /** Makes all certificates of a stolen or lost device worthless. */
    @PostMapping("/{account}/{gateway}/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        administration.revokeCertificates(new GatewayId(account, gateway), user.id());
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownGateway refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail taken(GatewayExists refused) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
    }
}
