/** What all pages share: addresses, paging, times, and words with a colour. */
@NullMarked
package io.github.milvusretention.console.web;

import org.jspecify.annotations.NullMarked;
