/**
 * Work that must go on although what it needs comes and goes: it is run again after a pause whenever it fails.
 */
@NullMarked
package vn.trangtien.ingest.supervision;

import org.jspecify.annotations.NullMarked;
