/**
 * Media that the service keeps: what callers upload and what workers draw, in a folder or in S3. It knows nothing of how media
 * are decoded; that happens in workers.
 */
@NullMarked
package dev.shotwright.jobs.storage;

import org.jspecify.annotations.NullMarked;
