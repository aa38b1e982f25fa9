/**
 * The dialect of Eclipse Kura, in which our own gateways speak too: telemetry, lifecycle, cameras, reports, rules. What a topic
 * means is in the wire contract; here its content becomes the city's words.
 */
@NullMarked
package vn.trangtien.ingest.decoding.kura;

import org.jspecify.annotations.NullMarked;
