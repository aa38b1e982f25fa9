package vn.trangtien.ingest.enrolment;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Enrolments;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayReleased;
import vn.trangtien.ingest.registry.NewGateway;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.platform.audit.AuditLog;

/** What people do with gateways; each deed is audited in its own transaction. */
@Service
public class GatewayAdministration {

    private final Registry registry;
    private final Enrolment enrolment;
    private final Codes codes;
    private final Certificates certificates;
    private final Enrolments states;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GatewayAdministration(
            Registry registry,
            Enrolment enrolment,
            Codes codes,
            Certificates certificates,
            Enrolments states,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.registry = registry;
        this.enrolment = enrolment;
        this.codes = codes;
        this.certificates = certificates;
        this.states = states;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Registers a gateway. @return the code with which it gets its certificate, shown once */
    @Transactional
    public Code register(NewGateway gateway, String actor) {
        registry.register(gateway);
        write(actor, "gateway.registered", gateway.id(), Map.of("name", gateway.name(), "kind", gateway.kind()));
        return newCode(gateway.id(), actor);
    }

    /**
     * Another code, for a new device or a lost key. What the present device holds stays in force until the new one has enrolled.
     * For a gateway in quarantine this is its release.
     *
     * @throws vn.trangtien.ingest.registry.IllegalMove if the gateway is retired
     */
    @Transactional
    public Code newCode(GatewayId id, String actor) {
        EnrolmentState before = states.lock(id);
        if (!before.mayConnect() && before != EnrolmentState.HARDWARE_CHANGED) {
            states.move(id, EnrolmentState.CODE_ISSUED, actor, Map.of());
        }
        Code code = enrolment.issueCode(id);
        write(
                actor,
                "gateway.code-issued",
                id,
                Map.of("expiresAt", code.expiresAt().toString()));
        if (before == EnrolmentState.QUARANTINED) {
            events.publishEvent(new GatewayReleased(id, clock.instant()));
        }
        return code;
    }

    /** Whether somebody must agree before a device becomes this gateway. */
    @Transactional
    public void requireApproval(GatewayId id, boolean required, String actor) {
        registry.requireApproval(id, required);
        write(actor, "gateway.approval-required", id, Map.of("required", Boolean.toString(required)));
    }

    /** Ends the connection and refuses new ones. */
    @Transactional
    public void deactivate(GatewayId id, String actor) {
        registry.deactivate(id);
        write(actor, "gateway.deactivated", id, Map.of());
    }

    @Transactional
    public void activate(GatewayId id, String actor) {
        registry.activate(id);
        write(actor, "gateway.activated", id, Map.of());
    }

    /** A device was stolen or lost: its certificates are worthless from now on; another device may enrol with a new code. */
    @Transactional
    public void revokeCertificates(GatewayId id, String actor) {
        EnrolmentState state = states.lock(id);
        int revoked = certificates.revokeAll(id, Optional.empty());
        registry.disconnect(id);
        write(actor, "gateway.certificates-revoked", id, Map.of("certificates", Integer.toString(revoked)));
        if (state.mayConnect()) {
            states.move(id, EnrolmentState.CREATED, actor, Map.of());
        }
    }

    /**
     * Revokes one certificate. The connection is ended; the gateway comes back if it holds another one in force.
     *
     * @return whether there is such a certificate and it was in force until now
     */
    @Transactional
    public boolean revokeCertificate(String serial, String actor) {
        Optional<Certificates.Issued> certificate = certificates.find(serial);
        if (certificate.isEmpty() || !certificates.revoke(serial)) {
            return false;
        }
        GatewayId id = certificate.get().gateway();
        EnrolmentState state = states.lock(id);
        registry.disconnect(id);
        write(actor, "gateway.certificate-revoked", id, Map.of("serial", serial));
        boolean hasAnother = certificates.of(id).stream().anyMatch(one -> one.isInForceAt(clock.instant()));
        if (state.mayConnect() && !hasAnother) {
            states.move(id, EnrolmentState.CREATED, actor, Map.of());
        }
        return true;
    }

    /** Takes the gateway out of service for good: no certificate, no code, and its name is never used again. */
    @Transactional
    public void retire(GatewayId id, String actor) {
        states.move(id, EnrolmentState.RETIRED, actor, Map.of());
        certificates.revokeAll(id, Optional.empty());
        codes.dropUnused(id);
        registry.deactivate(id);
        write(actor, "gateway.retired", id, Map.of());
    }

    private void write(String actor, String action, GatewayId id, Map<String, String> detail) {
        audit.append(actor, action, "gateway:" + id.key(), detail);
    }
}
