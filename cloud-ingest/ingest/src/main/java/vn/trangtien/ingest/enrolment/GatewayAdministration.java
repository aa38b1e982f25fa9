package vn.trangtien.ingest.enrolment;

import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.NewGateway;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.UnknownGateway;
import vn.trangtien.platform.audit.AuditLog;

/** What people do with gateways; each deed is audited in its own transaction. */
@Service
public class GatewayAdministration {

    private final Registry registry;
    private final Enrolment enrolment;
    private final Certificates certificates;
    private final AuditLog audit;

    public GatewayAdministration(Registry registry, Enrolment enrolment, Certificates certificates, AuditLog audit) {
        this.registry = registry;
        this.enrolment = enrolment;
        this.certificates = certificates;
        this.audit = audit;
    }

    /** Registers a gateway. @return the code with which it gets its certificate, shown once */
    @Transactional
    public Enrolment.Code register(NewGateway gateway, String actor) {
        registry.register(gateway);
        Enrolment.Code code = enrolment.issueCode(gateway.id());
        write(actor, "gateway.registered", gateway.id(), Map.of("name", gateway.name(), "kind", gateway.kind()));
        return code;
    }

    /** Another code, for a new device or a lost key; the old certificate stays in force until it is revoked. */
    @Transactional
    public Enrolment.Code newCode(GatewayId id, String actor) {
        Enrolment.Code code = enrolment.issueCode(known(id));
        write(
                actor,
                "gateway.code-issued",
                id,
                Map.of("expiresAt", code.expiresAt().toString()));
        return code;
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

    /** A device was stolen or lost: its certificates are worthless from now on, the gateway itself stays in force. */
    @Transactional
    public void revokeCertificates(GatewayId id, String actor) {
        int revoked = certificates.revokeAll(known(id));
        registry.disconnect(id);
        write(actor, "gateway.certificates-revoked", id, Map.of("certificates", Integer.toString(revoked)));
    }

    private GatewayId known(GatewayId id) {
        return registry.find(id).orElseThrow(() -> new UnknownGateway(id)).id();
    }

    private void write(String actor, String action, GatewayId id, Map<String, String> detail) {
        audit.append(actor, action, "gateway:" + id.key(), detail);
    }
}
