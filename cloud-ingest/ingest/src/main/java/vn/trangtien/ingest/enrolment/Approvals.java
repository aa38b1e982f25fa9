package vn.trangtien.ingest.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Enrolments;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.Registry;

/** Devices that wait for somebody's consent, and the consent. Thread-safe. */
@Service
public class Approvals {

    /** What a device wants. */
    public enum Wish {
        /** It has shown the gateway's code. */
        ENROL,
        /** It is the gateway, on another board. */
        CHANGE_BOARD
    }

    /** One device that waits. */
    public record Waiting(GatewayId gateway, Wish wish, String hardwareId, Instant since) {}

    private final Codes codes;
    private final Boards boards;
    private final Registry registry;
    private final Certificates certificates;
    private final Enrolments states;
    private final Clock clock;

    Approvals(
            Codes codes, Boards boards, Registry registry, Certificates certificates, Enrolments states, Clock clock) {
        this.codes = codes;
        this.boards = boards;
        this.registry = registry;
        this.certificates = certificates;
        this.states = states;
        this.clock = clock;
    }

    /** Longest waiting first. */
    public List<Waiting> waiting() {
        var all = new ArrayList<Waiting>();
        codes.waiting().forEach(row -> all.add(enrolling(row)));
        boards.claimed().forEach(board -> all.add(changing(board)));
        all.sort(Comparator.comparing(Waiting::since));
        return all;
    }

    public Optional<Waiting> waiting(GatewayId gateway) {
        return waiting().stream().filter(one -> one.gateway().equals(gateway)).findFirst();
    }

    /**
     * Agrees. The device gets its certificate, or is let in again, when it asks the next time.
     *
     * @param hardwareId of the device that the person looked at; another one may have asked in the meantime
     * @throws NothingWaits if no such device waits
     */
    @Transactional
    public void approve(GatewayId gateway, String hardwareId, String actor) {
        EnrolmentState state = states.lock(gateway);
        Waiting wish = wish(gateway, hardwareId);
        if (wish.wish() == Wish.ENROL) {
            codes.decide(codes.waiting(gateway).orElseThrow().hash(), true, actor);
        } else {
            boards.change(gateway, hardwareId, clock.instant());
            if (state == EnrolmentState.HARDWARE_CHANGED) {
                states.move(gateway, EnrolmentState.ENROLLED, actor, Map.of("hardware", hardwareId));
            }
        }
        states.changed(
                gateway,
                "gateway.device-approved",
                actor,
                Map.of("hardware", hardwareId, "wish", wish.wish().name()));
    }

    /** Refuses. A refused code is worth nothing any more; on a refused board every certificate is revoked. */
    @Transactional
    public void refuse(GatewayId gateway, String hardwareId, String actor) {
        EnrolmentState state = states.lock(gateway);
        Waiting wish = wish(gateway, hardwareId);
        if (wish.wish() == Wish.ENROL) {
            codes.decide(codes.waiting(gateway).orElseThrow().hash(), false, actor);
            if (state == EnrolmentState.AWAITING_APPROVAL) {
                states.move(gateway, EnrolmentState.CREATED, actor, Map.of());
            }
        } else {
            boards.dropClaim(gateway);
            certificates.revokeAll(gateway, Optional.empty());
            registry.disconnect(gateway);
            states.move(gateway, EnrolmentState.QUARANTINED, actor, Map.of("hardware", hardwareId));
        }
        states.changed(
                gateway,
                "gateway.device-refused",
                actor,
                Map.of("hardware", hardwareId, "wish", wish.wish().name()));
    }

    private Waiting wish(GatewayId gateway, String hardwareId) {
        return waiting(gateway)
                .filter(wish -> wish.hardwareId().equals(hardwareId))
                .orElseThrow(() -> new NothingWaits(gateway, hardwareId));
    }

    private static Waiting enrolling(Codes.Row row) {
        return new Waiting(
                row.gateway(),
                Wish.ENROL,
                Objects.requireNonNull(row.hardwareId()),
                Objects.requireNonNull(row.requestedAt()));
    }

    private static Waiting changing(Boards.Board board) {
        return new Waiting(
                board.gateway(),
                Wish.CHANGE_BOARD,
                Objects.requireNonNull(board.claimed()),
                Objects.requireNonNull(board.claimedAt()));
    }
}
