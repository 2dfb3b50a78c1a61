/**
 * Word to those who wait: signed messages to receivers that accounts name, by the Standard Webhooks specification, sent again
 * for a day until they are taken. What is to be sent is written with the end of a job, in one transaction.
 */
@NullMarked
package dev.shotwright.jobs.webhook;

import org.jspecify.annotations.NullMarked;
