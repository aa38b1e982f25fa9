/**
 * Short films of what happened. {@link vn.trangtien.video.clip.PacketClips} keeps the last seconds as the camera compressed
 * them and writes them without decoding: cheap, and as sharp as the camera, so only for where the policy lets unmasked
 * pictures exist. {@link vn.trangtien.video.clip.ClipEncoder} makes a film of pictures that were masked before.
 *
 * <p>Whose policy it is, where files go and how long they are kept is not decided here. Times are microseconds of presentation
 * time.
 */
@NullMarked
package vn.trangtien.video.clip;

import org.jspecify.annotations.NullMarked;
