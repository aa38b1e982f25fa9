package vn.trangtien.egov.cases;

/** Where a case stands; the names are those of the published contract. */
enum CaseState {
    OPEN,
    CLOSED
}
