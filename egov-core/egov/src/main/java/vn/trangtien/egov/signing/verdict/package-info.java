/** The strict verdict: DSS's findings and the history of the file, weighed by the rules of Decree 30/2020. */
@NullMarked
package vn.trangtien.egov.signing.verdict;

import org.jspecify.annotations.NullMarked;
