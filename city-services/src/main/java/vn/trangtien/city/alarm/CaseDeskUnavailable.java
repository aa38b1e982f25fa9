package vn.trangtien.city.alarm;

/**
 * egov-core did not open a case, or did not say so. Asking again is safe: one alarm has one key, and one key has one case.
 */
public final class CaseDeskUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused whether egov-core answered and said no, so that asking again will not help */
    CaseDeskUnavailable(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    public boolean isRefused() {
        return refused;
    }
}
