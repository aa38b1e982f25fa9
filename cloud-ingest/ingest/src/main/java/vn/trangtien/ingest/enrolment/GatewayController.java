package vn.trangtien.ingest.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;
import vn.trangtien.ingest.registry.Registry;
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
            @Nullable Double lon,
            @Nullable Boolean approval,
            @Nullable String profile) {

        NewGateway checked() {
            return new NewGateway(
                    new GatewayId(given(account), given(gateway)),
                    given(name),
                    given(kind),
                    lat,
                    lon,
                    Boolean.TRUE.equals(approval),
                    given(profile));
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
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
            String enrolment,
            boolean approval,
            String profile,
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
                    gateway.enrolment().name(),
                    gateway.approval(),
                    gateway.profile(),
                    gateway.state().name(),
                    gateway.since(),
                    gateway.lastMessageAt(),
                    gateway.facts());
        }
    }

    private final Registry registry;
    private final GatewayAdministration administration;
    private final Door door;

    GatewayController(Registry registry, GatewayAdministration administration, Door door) {
        this.registry = registry;
        this.administration = administration;
        this.door = door;
    }

    @GetMapping
    List<GatewayView> all() {
        return registry.all().stream().map(GatewayView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Invitation create(@RequestBody NewGatewayRequest request, CurrentUser user) {
        NewGateway gateway = request.checked();
        return Invitation.of(door, gateway.id(), administration.register(gateway, user.id()));
    }

    /** A new one-time code for an existing gateway, for a new device or a lost key. */
    @PostMapping("/{account}/{gateway}/codes")
    @ResponseStatus(HttpStatus.CREATED)
    Invitation newCode(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        var id = new GatewayId(account, gateway);
        return Invitation.of(door, id, administration.newCode(id, user.id()));
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

    /** Takes the gateway out of service for good. */
    @PostMapping("/{account}/{gateway}/retire")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable String account, @PathVariable String gateway, CurrentUser user) {
        administration.retire(new GatewayId(account, gateway), user.id());
    }
}
