package vn.trangtien.city.alarm;

import vn.trangtien.platform.cases.CaseRequest;
import vn.trangtien.platform.cases.CaseView;

/** Where cases are opened: egov-core. */
@FunctionalInterface
interface CaseDesk {

    /** Opens a case, or gives the one that the same key has opened before. */
    CaseView open(CaseRequest request) throws CaseDeskUnavailable;
}
