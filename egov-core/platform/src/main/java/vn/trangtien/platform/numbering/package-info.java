/**
 * Numbers without gaps: bare numbers of books, and registers of documents as Decree 30/2020 wants them. A number that a
 * rolled-back transaction took is given again; one that was committed stays in its register for good.
 *
 * <p>Which registers there are, what they count and how they write is dated data, {@code platform/number-books.yaml}.
 */
@NullMarked
package vn.trangtien.platform.numbering;

import org.jspecify.annotations.NullMarked;
