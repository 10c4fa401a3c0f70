using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests;

/// <summary>axe on a page without frames, run in the page itself; what it has found clean once, it does not read again.</summary>
internal static class Axe
{
    // Of what is pressed, what another overlaps, or is small and near another, with the smallest distance (px): all else is large enough, or has room around it.
    private const string Tight = """
          const shown = e => e.checkVisibility({ visibilityProperty: true });
          const tight = () => {
            const pressed = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
              .filter(shown).map(e => [e, e.getBoundingClientRect()]).filter(([, at]) => at.width > 0 && at.height > 0);
            // From the middle of what is small, 24 px are its own; what is large needs none beyond its edges.
            const distance = (at, other) => at.width < 24 || at.height < 24
              ? Math.hypot(Math.max(other.left - (at.left + at.right) / 2, 0, (at.left + at.right) / 2 - other.right), Math.max(other.top - (at.top + at.bottom) / 2, 0, (at.top + at.bottom) / 2 - other.bottom))
              : at.left < other.right && other.left < at.right && at.top < other.bottom && other.top < at.bottom ? 0 : 24;
            const close = new Map();
            for (const [e, at] of pressed) {
              const nearest = Math.min(24, ...pressed.map(([other, by]) => [other, distance(at, by)]).filter(([other, gap]) => gap < 24 && e !== other && !e.contains(other) && !other.contains(e)).map(([, gap]) => gap));
              if (nearest < 24) close.set(e, nearest);
            }
            return close;
          };
        """;

    // One run of all rules, with its report cut to what is asked: axe would write out the source of every element it looked at. Contrast and the size of
    // what is pressed cost more than all other rules together. Contrast is read on some texts of each colour, size, weight and ground that axe has not
    // found clear yet: three, as it may not be able to tell of one. What is drawn over something else has its page's name in its ground: there the ground
    // is not an ancestor's.
    private const string Run = $$"""
        async (known) => {
          {{Tight}}
          // As a page's own script: the browser keeps what it has compiled of it from one page to the next.
          if (!window.axe) await new Promise((answered) => {
            const script = document.createElement('script');
            script.src = '{{Path}}';
            script.onload = script.onerror = () => { script.remove(); answered(); };
            document.head.append(script);
          });
          if (!window.axe) return [];
          const drawn = new Map(), styles = new Map();
          const style = e => styles.get(e) ?? styles.set(e, getComputedStyle(e)).get(e);
          const ground = e => {
            const layers = [];
            let seen = true;
            for (let n = e; n; n = n.parentElement) {
              const { position, opacity, backgroundColor, backgroundImage } = style(n);
              if (opacity !== '1') layers.push(opacity);
              if (!seen) continue;
              if (position === 'absolute' || position === 'fixed') layers.push(innerWidth, location.pathname.replace(/[0-9a-f-]{36}/g, '#'));
              if (backgroundImage !== 'none') layers.push(backgroundImage);
              if (backgroundColor !== 'rgba(0, 0, 0, 0)') layers.push(backgroundColor);
              seen = backgroundImage !== 'none' || !backgroundColor.startsWith('rgb(');
            }
            return layers.join();
          };
          for (const e of document.querySelectorAll('body, body *')) {
            const says = e.matches('input, select, textarea') || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            if (!says || !shown(e) || e.closest('.sr')) continue;
            const { color, fontSize, fontWeight, textShadow } = style(e);
            const exempt = !!(e.closest(':disabled, [aria-disabled=true]') || e.closest('label')?.control?.disabled);
            const key = [color, fontSize, fontWeight, textShadow, exempt, ground(e)].join('|');
            if (known.includes(key)) continue;
            const alike = drawn.get(key) ?? drawn.set(key, []).get(key);
            if (alike.length < 3) alike.push(e);
          }
          // A bar that stays in view would cover whatever has scrolled under it by chance; what somebody opened is read where it lies.
          const afloat = [...document.querySelectorAll('body :not(dialog, dialog *, details > *)')].filter(e => /sticky|fixed/.test(style(e).position)).map(e => [e, e.style.cssText]);
          for (const [e] of afloat) [e.style.position, e.style.inset] = ['relative', 'auto'];
          const marks = [['data-axe-text', [...drawn.values()].flat()], ['data-axe-tight', [...tight().keys()]]];
          for (const [mark, elements] of marks) for (const e of elements) e.setAttribute(mark, '');
          axe.configure({ noHtml: true, rules: [{ id: 'color-contrast', selector: '[data-axe-text]' }, { id: 'target-size', selector: '[data-axe-tight]' }] });
          const [found, clear] = await axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
            reporter: (rules, options, told) => told([
              rules.flatMap(rule => [
                ...rule.error ? [`${rule.id}: axe could not tell. ${rule.error.message}`] : [],
                ...rule.violations.slice(0, 3).map(({ node, any, all, none }) => `${rule.id}: ${rule.help}. ${[...any, ...all, ...none].map(check => check.message).filter(Boolean).join(' ')} — ${node.element.outerHTML.slice(0, 300)}`),
              ]),
              // Of a text that cannot be seen axe says that it passes.
              new Set(rules.filter(rule => rule.id === 'color-contrast').flatMap(rule => rule.passes.filter(({ any }) => any.some(check => check.data?.contrastRatio)).map(({ node }) => node.element))),
            ]),
          });
          for (const [mark, elements] of marks) for (const e of elements) e.removeAttribute(mark);
          for (const [e, before] of afloat) {
            e.style.cssText = before;
            if (!before) e.removeAttribute('style');
          }
          return [found, [...drawn].filter(([, alike]) => alike.some(e => clear.has(e))).map(([key]) => key)];
        }
        """;

    // What axe's rules read, without the words: the tree with its attributes and states, whether each text, value or name is there and which
    // names are the same, whether each reference leads to an element that says something and each id is one of a kind, what scrolls, what is
    // pressed close to something else, and how wide and by which preferences the page is drawn. Rows alike count once.
    private const string Outline = $$"""
        () => {
          {{Tight}}
          const close = tight();
          const exact = /^(style|role|type|tabindex|lang|dir|scope|autocomplete|hidden|open|rel|target|colspan|rowspan|aria-(?!label$|description$|valuetext$|valuenow$).*)$/;
          const references = /^(for|aria-labelledby|aria-describedby|aria-controls|aria-owns|aria-activedescendant|aria-errormessage|headers)$/;
          const names = [...new Set([...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label')))];
          const told = id => { const e = document.getElementById(id); return e ? e.localName + (e.textContent.trim() ? '·' : '') : 0; };
          const attribute = (e, { name, value }) => name + '=' + (references.test(name) ? value.split(/\s+/).map(told).join(' ')
            : name === 'aria-label' && e.matches('section, nav, aside, main, header, footer, form, [role]') ? names.indexOf(value)
            : name === 'class' ? value.replace(/\d+/g, '#') : exact.test(name) ? value : value.trim() ? 1 : 0);
          const drawnAs = e => {
            if (!e.matches('a, button, input, select, textarea, summary, label, [tabindex], .scroll')) return '';
            const { width, height } = e.getBoundingClientRect();
            return (e.scrollWidth > e.clientWidth ? 'scrolls' : '') + (close.has(e) ? `${Math.round(width)}x${Math.round(height)} at ${Math.round(close.get(e))}` : '');
          };
          const outline = e => {
            const parts = [];
            for (const child of e.childNodes) {
              const part = child.nodeType === 1 ? outline(child) : child.nodeType === 3 && child.data.trim() ? '·' : '';
              if (part && part !== parts[parts.length - 1]) parts.push(part);
            }
            const states = ['checked', 'disabled', 'indeterminate'].filter(s => e[s]).concat(e.matches('input, textarea, select') && e.value ? 'filled' : [], drawnAs(e));
            return `<${e.localName} ${[...e.attributes].map(a => attribute(e, a)).sort().join(' ')} ${states.join(' ')}>${parts.join('')}</>`;
          };
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          const drawn = ['(forced-colors: active)', '(prefers-contrast: more)', '(prefers-color-scheme: dark)', '(pointer: coarse)', 'print'].map(m => matchMedia(m).matches);
          return [innerWidth, ...drawn, new Set(ids).size === ids.length, outline(document.documentElement)].join();
        }
        """;

    private const string Path = "/axe.js";

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();
    private static readonly ConcurrentDictionary<string, bool> Clean = new(), Legible = new();

    /// <summary>Lets a host under test give axe to its pages.</summary>
    public static void Serve(IServiceCollection services) => services.AddSingleton<IStartupFilter, Door>();

    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        var outline = await page.EvaluateAsync<string>(Outline);
        if (Clean.ContainsKey(outline)) return [];
        // Nobody answers where a page was written by the test itself, or has lost its server.
        if (await page.EvaluateAsync<string[][]>(Run, Legible.Keys) is not [var found, var legible])
        {
            await page.EvaluateAsync(Script);
            (found, legible) = await page.EvaluateAsync<string[][]>(Run, Legible.Keys) is [var first, var second] ? (first, second) : throw new InvalidOperationException("axe did not answer.");
        }
        if (found.Length > 0) return found;
        foreach (var key in legible) Legible[key] = true;
        Clean[outline] = true;
        return [];
    }

    private sealed class Door : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Path, axe => axe.Run(context =>
            {
                context.Response.ContentType = "text/javascript";
                context.Response.Headers.CacheControl = "max-age=86400";
                return context.Response.WriteAsync(Script);
            }));
            next(app);
        };
    }
}
