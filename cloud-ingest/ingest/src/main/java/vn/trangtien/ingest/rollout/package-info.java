/**
 * Bringing a configuration or a release to many gateways, ring by ring, and stopping when it does harm. {@link
 * vn.trangtien.ingest.rollout.Rollout} decides, without clock and database; the engine observes and does.
 */
@NullMarked
package vn.trangtien.ingest.rollout;

import org.jspecify.annotations.NullMarked;
