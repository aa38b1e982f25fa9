/** Words for people that are kept: in both languages at once, because nobody knows yet who will read them. */
@NullMarked
package vn.trangtien.ingest.wording;

import org.jspecify.annotations.NullMarked;
