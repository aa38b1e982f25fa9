/**
 * Counts what passes in front of a camera and sends masked snapshots.
 *
 * <p>{@link vn.trangtien.video.VideoPipeline} is the door: one configuration and one listener per camera. Frames flow
 * {@code source → motion → track → count → privacy}; each step is a package that knows only the ones before it. Everything
 * except {@code source} is plain Java without clock, thread or native code.
 *
 * <p>Not here: who a vehicle belongs to, storage, networks. Depends on nothing else of this product.
 */
@NullMarked
package vn.trangtien.video;

import org.jspecify.annotations.NullMarked;
