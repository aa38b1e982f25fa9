package vn.trangtien.platform.grants;

import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.identity.Role;

/** Whether somebody may do something at a unit, and why. */
public sealed interface Decision {

    /** @return whether it may be done */
    boolean allowed();

    /**
     * It may be done.
     *
     * @param role by which it is allowed
     * @param heldAt the unit at which the role is held; null if it counts everywhere
     */
    record Allowed(Role role, @Nullable String heldAt) implements Decision {

        @Override
        public boolean allowed() {
            return true;
        }
    }

    /** It may not. */
    record Refused(String permission, String unitCode, Reason reason) implements Decision {

        @Override
        public boolean allowed() {
            return false;
        }

        /** The sentence for people, with the permission and the unit as its arguments; in bundle {@code i18n/identity}. */
        public String messageKey() {
            return "permission.refused." + reason;
        }
    }

    /** Why something is refused. */
    enum Reason {
        /** The data set of roles knows no such permission. */
        UNKNOWN_PERMISSION,
        /** No unit does the work of this code today. */
        UNKNOWN_UNIT,
        /** No role of the person allows it. */
        NO_ROLE,
        /** A role would allow it, but is held at another unit. */
        OTHER_UNIT,
        /** A role would allow it, but is held at a unit that is gone, and nobody has confirmed it at the successor. */
        UNIT_GONE
    }
}
