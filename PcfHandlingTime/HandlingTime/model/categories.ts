/** casetime_timecategory, as far as the widget writes or reads rows of it. */
export const category = { manual: 735500000, automatic: 735500001, adjustment: 735500003 } as const;
