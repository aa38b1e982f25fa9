/**
 * Bytes of gateways to payloads, whichever of the two encodings a gateway was configured for.
 *
 * <p>Protocol buffers are read by the wire contract; JSON is read here, because only the cloud needs it: our own gateway never
 * writes it, and the contract carries no JSON library to the edge.
 */
@NullMarked
package vn.trangtien.ingest.payload;

import org.jspecify.annotations.NullMarked;
