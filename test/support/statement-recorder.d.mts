/** The text of each statement that the driver has sent in this process. */
export const recorded: Set<string>;
