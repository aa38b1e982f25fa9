package vn.trangtien.platform.cases;

/** Where cases are asked for and announced. */
public final class CaseApi {

    /** {@code POST} a {@link CaseRequest}, with the service token. */
    public static final String PATH = "/api/cases";

    /** {@link CaseEvent} as JSON, keyed by case number. */
    public static final String TOPIC = "egov.case.v1";

    public static final String OPEN = "OPEN";
    public static final String CLOSED = "CLOSED";

    private CaseApi() {}

    /**
     * Path of one case. The slashes of the number stay slashes: servlet containers refuse {@code %2F} in a path, so do
     * not pass a number as a URI template variable.
     */
    public static String path(String number) {
        return PATH + "/" + number;
    }
}
