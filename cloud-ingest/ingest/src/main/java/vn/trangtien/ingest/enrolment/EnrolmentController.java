package vn.trangtien.ingest.enrolment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.identity.CurrentUser;

/** Who waits, who may become what, and which papers a gateway holds: for services, scripts and the command line. */
@RestController
class EnrolmentController {

    /** All about one gateway's way into service. */
    record Papers(
            String account,
            String gateway,
            String state,
            boolean approval,
            String profile,
            @Nullable String hardwareId,
            Approvals.@Nullable Waiting waiting,
            List<Certificates.Issued> certificates) {}

    record Decision(@Nullable String hardwareId) {

        String device() {
            if (hardwareId == null || hardwareId.isBlank()) {
                throw new IllegalArgumentException(
                        "hardwareId must name the device that was looked at, but was empty; see GET /api/enrolments");
            }
            return hardwareId;
        }
    }

    record Rule(@Nullable Boolean required) {}

    private final Registry registry;
    private final Certificates certificates;
    private final Boards boards;
    private final Approvals approvals;
    private final GatewayAdministration administration;

    EnrolmentController(
            Registry registry,
            Certificates certificates,
            Boards boards,
            Approvals approvals,
            GatewayAdministration administration) {
        this.registry = registry;
        this.certificates = certificates;
        this.boards = boards;
        this.approvals = approvals;
        this.administration = administration;
    }

    /** Devices that wait for consent, longest waiting first. */
    @GetMapping("/api/enrolments")
    List<Approvals.Waiting> waiting() {
        return approvals.waiting();
    }

    @GetMapping("/api/gateways/{account}/{gateway}/enrolment")
    Papers papers(@PathVariable String account, @PathVariable String gateway) {
        var id = new GatewayId(account, gateway);
        Gateway known = registry.find(id).orElseThrow(() -> new UnknownGateway(id));
        return new Papers(
                account,
                gateway,
                known.enrolment().name(),
                known.approval(),
                known.profile(),
                boards.of(id).map(Boards.Board::hardwareId).orElse(null),
                approvals.waiting(id).orElse(null),
                certificates.of(id));
    }

    @PostMapping("/api/gateways/{account}/{gateway}/approve")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestBody Decision decision,
            CurrentUser user) {
        approvals.approve(new GatewayId(account, gateway), decision.device(), user.id());
    }

    @PostMapping("/api/gateways/{account}/{gateway}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(
            @PathVariable String account,
            @PathVariable String gateway,
            @RequestBody Decision decision,
            CurrentUser user) {
        approvals.refuse(new GatewayId(account, gateway), decision.device(), user.id());
    }

    /** Whether somebody must agree before a device becomes this gateway. */
    @PutMapping("/api/gateways/{account}/{gateway}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void requireApproval(
            @PathVariable String account, @PathVariable String gateway, @RequestBody Rule rule, CurrentUser user) {
        if (rule.required() == null) {
            throw new IllegalArgumentException("required must be true or false, but was left out");
        }
        administration.requireApproval(new GatewayId(account, gateway), rule.required(), user.id());
    }

    @PostMapping("/api/certificates/{serial}/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String serial, CurrentUser user) {
        if (!administration.revokeCertificate(serial, user.id())) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "serial: no certificate in force has the number '%s'".formatted(serial));
        }
    }
}
