/**
 * What all pages share: their frame, their assets, paging, times, and what is answered to errors.
 */
@NullMarked
package io.github.milvusretention.console.web;

import org.jspecify.annotations.NullMarked;
