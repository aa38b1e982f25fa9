package vn.trangtien.ingest.registry;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a gateway stands on its way from the office to the pole and, one day, off it. Whether it is there now is another
 * question: {@link GatewayState}.
 */
public enum EnrolmentState {
    /** Registered; there is no code by which a device could become it. */
    CREATED,
    /** A code waits for a device. */
    CODE_ISSUED,
    /** A device has shown the code, and somebody in the office must agree. */
    AWAITING_APPROVAL,
    /** A device has its certificate and has not been heard yet. */
    ENROLLED,
    /** In service. */
    ACTIVE,
    /** It came back on another board, and somebody in the office must agree. */
    HARDWARE_CHANGED,
    /** Two devices used one identity; no certificate of it works any more. Only a new enrolment leads out. */
    QUARANTINED,
    /** Taken out of service for good; the name is not used again. */
    RETIRED;

    private static final Set<EnrolmentState> CONNECTING = EnumSet.of(ENROLLED, ACTIVE);

    /** Whether a certificate in force opens the broker. */
    public boolean mayConnect() {
        return CONNECTING.contains(this);
    }

    public boolean mayBecome(EnrolmentState next) {
        return switch (this) {
            case CREATED -> next == CODE_ISSUED || next == RETIRED;
            case CODE_ISSUED -> next == AWAITING_APPROVAL || next == ENROLLED || next == CREATED || next == RETIRED;
            case AWAITING_APPROVAL -> next == ENROLLED || next == CODE_ISSUED || next == CREATED || next == RETIRED;
            case ENROLLED, ACTIVE ->
                next == ACTIVE
                        || next == ENROLLED
                        || next == CREATED
                        || next == HARDWARE_CHANGED
                        || next == QUARANTINED
                        || next == RETIRED;
            case HARDWARE_CHANGED ->
                next == ACTIVE || next == ENROLLED || next == CREATED || next == QUARANTINED || next == RETIRED;
            case QUARANTINED -> next == CODE_ISSUED || next == RETIRED;
            case RETIRED -> false;
        };
    }
}
