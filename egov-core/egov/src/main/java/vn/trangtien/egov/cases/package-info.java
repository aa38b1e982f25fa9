/**
 * Cases (vụ việc): something a unit must deal with by a day that is counted in working days. Every step is audited and
 * announced in the transaction that makes it. Documents, signatures and citizens' dossiers are not here.
 */
@NullMarked
package vn.trangtien.egov.cases;

import org.jspecify.annotations.NullMarked;
