/**
 * What a technician sees in the browser.
 */
@NullMarked
package vn.trangtien.ingest.pages;

import org.jspecify.annotations.NullMarked;
