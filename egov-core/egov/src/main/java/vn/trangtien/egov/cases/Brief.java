package vn.trangtien.egov.cases;

/**
 * What a case is about. Checked and in normal form; see {@link CaseRequests}.
 *
 * @param sourceLink http or https address, or empty
 */
record Brief(
        String idempotencyKey,
        String kind,
        String title,
        String description,
        String place,
        String sourceLink,
        String requestedBy) {}
