import { Command, type HelpContext } from 'commander';

/** Wrong use of the command: one line that says what is wrong and what is allowed. */
export class UsageError extends Error {}

/** Commander, but what it would print about wrong use, on as many lines as it takes, is thrown as one line. */
export class AdminCommand extends Command {
  override createCommand(name?: string): AdminCommand {
    return new AdminCommand(name);
  }

  override error(message: string, { code }: { code?: string } = {}): never {
    const line = withoutSecrets(message)
      .replace(/^error: /, '')
      .replace(/\s+/g, ' ')
      .trim();
    const stop = /[.?!)]$/.test(line) ? '' : '.';
    throw new UsageError(`${line}${stop} ${this.#allowed(code)}`.trim());
  }

  /** Commander shows the help as an error where the name of a command is missing. */
  override help(context?: HelpContext | ((help: string) => string)): never {
    if (typeof context === 'object' && context.error)
      this.error('which command?', { code: 'commander.unknownCommand' });
    return super.help(context as HelpContext);
  }

  #allowed(code: string | undefined): string {
    if (code === 'commander.unknownCommand') {
      const names = this.createHelp()
        .visibleCommands(this)
        .map((command) => command.name());
      return `Use one of: ${names.join(', ')}, --help.`;
    }
    if (code === 'commander.unknownOption') {
      const names = this.createHelp()
        .visibleOptions(this)
        .map((option) => option.long);
      return `Use one of: ${names.join(', ')}.`;
    }
    return '';
  }
}

/** A key in the place of its id, or an address with a password: a message repeats what was typed, into logs perhaps. */
function withoutSecrets(message: string): string {
  return message.replace(/gg_[\w-]{5,}/g, 'gg_***').replace(/\/\/[^/\s@]*@/g, '//***@');
}
