/**
 * Vidu's platform for developers. The wire format is that of its documents at platform.vidu.cn and platform.vidu.com as they were
 * read between April and October 2026, with fields that other public clients confirm; the statuses of its errors, their envelope
 * and the order of the query under a callback's signature are not documented, so that every form seen is taken. Whether the answer to
 * {@code extend} is the whole clip or what was added is not documented either.
 */
@NullMarked
package dev.shotwright.providers.vidu;

import org.jspecify.annotations.NullMarked;
