// Pictures that are not there, not yet or no longer, say so instead of leaving a broken frame; see .shot.none in camera.css.
function missing(image) {
  if (image.matches?.('img.shot')) {
    image.setAttribute('data-own-missing', '');
  }
}

// Errors of images do not bubble, but they can be caught on the way down; that holds for images that come later, too.
document.addEventListener('error', (event) => missing(event.target), true);
document.addEventListener('load', (event) => { event.target.removeAttribute?.('data-own-missing'); }, true);
document.querySelectorAll('img.shot').forEach((image) => {
  // It may have failed before this script ran; a lazy one that was not asked for yet is not complete.
  if (image.complete && !image.naturalWidth) {
    missing(image);
  }
});
