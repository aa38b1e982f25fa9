package vn.trangtien.ingest.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vn.trangtien.ingest.registry.EnrolmentState;
import vn.trangtien.ingest.registry.Enrolments;
import vn.trangtien.ingest.registry.Gateway;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.registry.GatewayQuarantined;
import vn.trangtien.ingest.registry.Registry;
import vn.trangtien.ingest.registry.Sighting;
import vn.trangtien.ingest.registry.SightingListener;

/**
 * Notices when two devices use the identity of one gateway, for instance because somebody copied a memory card.
 *
 * <p>The broker keeps one session for a name, so two devices push each other out, and what is seen is a birth on another board.
 * It is a second device if the board before was heard a moment ago and did not say goodbye, or if that board comes back after
 * it was replaced. Otherwise a board was exchanged in repair. Which of two is the real one nobody can tell from here, so both
 * are out until somebody went there and enrolled the right one anew. A gateway that does not tell its board (Kura) is let be.
 */
@Component
class CloneGuard implements SightingListener {

    static final String HARDWARE = "tt.hardware_id";

    private static final Logger LOG = LoggerFactory.getLogger(CloneGuard.class);
    private static final String ACTOR = "ingest";
    /** A board on a shelf may come back as a spare part after that. */
    private static final Duration FORMER_IS_REMEMBERED = Duration.ofDays(7);

    private final Boards boards;
    private final Certificates certificates;
    private final Registry registry;
    private final Enrolments states;
    private final ApplicationEventPublisher events;
    private final Duration window;

    CloneGuard(
            Boards boards,
            Certificates certificates,
            Registry registry,
            Enrolments states,
            ApplicationEventPublisher events,
            EnrolmentProperties properties) {
        this.boards = boards;
        this.certificates = certificates;
        this.registry = registry;
        this.states = states;
        this.events = events;
        this.window = properties.cloneWindow();
    }

    @Override
    public void heard(GatewayId id, Sighting sighting) {
        switch (sighting.signal()) {
            case BORN -> born(id, sighting);
            case LEFT -> boards.left(id);
            case TALKED, LOST -> {}
        }
    }

    private void born(GatewayId id, Sighting sighting) {
        Optional<Gateway> known = registry.find(id);
        if (known.isEmpty()) {
            return;
        }
        Gateway gateway = known.get();
        Optional<Boards.Board> board = boards.of(id);
        String told = sighting.facts().orElse(Map.of()).getOrDefault(HARDWARE, "");
        if (board.isPresent() && !told.isBlank() && !told.equals(board.get().hardwareId())) {
            // What was queued before the present board was enrolled tells of the past.
            if (sighting.at().isAfter(board.get().since())
                    && gateway.enrolment().mayConnect()) {
                onAnotherBoard(gateway, board.get(), told, sighting.at());
            }
            return;
        }
        if (!told.isBlank() && board.isEmpty()) {
            boards.enrolled(id, told);
        }
        boards.seen(id, sighting.at());
        if (gateway.enrolment() == EnrolmentState.ENROLLED) {
            states.move(id, EnrolmentState.ACTIVE, ACTOR, Map.of());
        }
    }

    private void onAnotherBoard(Gateway gateway, Boards.Board board, String told, Instant at) {
        if (isAnotherDevice(gateway, board, told, at)) {
            quarantine(gateway.id(), board.hardwareId(), told, at);
            return;
        }
        LOG.warn("gateway={} event=hardware-changed approval={}", gateway.id().key(), gateway.approval());
        var boardsOfBoth = Map.of("before", board.hardwareId(), "now", told);
        if (gateway.approval()) {
            boards.claim(gateway.id(), told, at);
            states.move(gateway.id(), EnrolmentState.HARDWARE_CHANGED, ACTOR, boardsOfBoth);
            registry.disconnect(gateway.id());
        } else {
            boards.change(gateway.id(), told, at);
            states.changed(gateway.id(), "gateway.hardware-changed", ACTOR, boardsOfBoth);
        }
    }

    private boolean isAnotherDevice(Gateway gateway, Boards.Board board, String told, Instant at) {
        if (told.equals(board.former()) && at.isBefore(board.since().plus(FORMER_IS_REMEMBERED))) {
            return true;
        }
        if (board.hasLeft()) {
            return false;
        }
        Instant alive = at.minus(window);
        return isAfter(board.seenAt(), alive) || (board.seenAt() != null && isAfter(gateway.lastMessageAt(), alive));
    }

    private void quarantine(GatewayId id, String before, String other, Instant at) {
        certificates.revokeAll(id, Optional.empty());
        states.move(id, EnrolmentState.QUARANTINED, ACTOR, Map.of("before", before, "now", other));
        registry.disconnect(id);
        events.publishEvent(new GatewayQuarantined(id, before, other, at));
        LOG.error("gateway={} event=quarantined reason=two-devices-with-one-identity", id.key());
    }

    private static boolean isAfter(@org.jspecify.annotations.Nullable Instant time, Instant than) {
        return time != null && time.isAfter(than);
    }
}
