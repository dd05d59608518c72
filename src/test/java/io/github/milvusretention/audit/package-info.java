/** What is recorded of the acts of people, and what comes of it when something fails. */
@NullMarked
package io.github.milvusretention.audit;

import org.jspecify.annotations.NullMarked;
