/**
 * Sparkplug B 3.0 (ISO/IEC 20237): topics and payloads. The state of a node is in the package above, since the processing keeps it.
 */
@NullMarked
package vn.trangtien.ingest.decoding.sparkplug;

import org.jspecify.annotations.NullMarked;
